package org.anact.core.kernel;

import java.util.Arrays;

/**
 * Max pooling over windows that touch and do not overlap, of channels-last images (N, H, W, C). The
 * gradient goes to the first of the largest elements of a window, row by row, as in Deeplearning4j.
 * A NaN in a window comes out of it, as in PyTorch; Deeplearning4j passes it over.
 */
public final class MaxPoolPass {

  /** Its square carries the smallest difference between two floats beyond 1. */
  private static final float HUGE = 0x1p126f;

  private final Shape shape;
  private final Team team;

  /** Windows in one tile, which lie in one row of the output. */
  private final int tile;

  /**
   * What is pooled.
   *
   * @param channels C
   * @param height H of the input
   * @param width W of the input
   * @param windowHeight height of a window, and the stride
   * @param windowWidth width of a window, and the stride
   * @param outHeight rows of windows; with one more than fit, the last is of what is left
   * @param outWidth windows in a row, likewise
   */
  public record Shape(
      int channels,
      int height,
      int width,
      int windowHeight,
      int windowWidth,
      int outHeight,
      int outWidth) {

    private int row() {
      return width * channels;
    }
  }

  /** Makes the passes for one shape of image. */
  public MaxPoolPass(Shape shape, Team team) {
    this.shape = shape;
    this.team = team;
    this.tile = Math.max(1, Math.min(shape.outWidth(), Lanes.BLOCK / shape.channels()));
  }

  /** out = the largest element of each window. */
  public void forward(HostTensor x, HostTensor out) {
    forEachTile(
        x,
        (tile, window) -> {
          window.load(x, tile);
          out.store(tile.out(), window.largest(tile), tile.length());
        });
  }

  /** Writes dL/dx: dL/dout where the largest element of a window was, else 0. */
  public void backward(HostTensor x, HostTensor epsilon, HostTensor back) {
    forEachTile(
        x,
        (tile, window) -> {
          window.load(x, tile);
          window.largest(tile);
          epsilon.load(tile.out(), window.epsilon, tile.length());
          window.route(tile.length());
          window.store(back, tile);
        });
    clearBeyond(back);
  }

  /** Some windows of a row of the output: the first of them, how many, and where they begin. */
  private record Tile(int image, int y, int x, int windows, int out, int length) {}

  private interface TileWork {
    void on(Tile tile, Window window);
  }

  private void forEachTile(HostTensor x, TileWork work) {
    int images = images(x);
    team.run(
        slice -> {
          Window window = new Window();
          int end = team.start(slice + 1, images);
          for (int n = team.start(slice, images); n < end; n++) {
            for (int y = 0; y < shape.outHeight(); y++) {
              for (int at = 0; at < shape.outWidth(); at += tile) {
                int windows = Math.min(tile, shape.outWidth() - at);
                int out = ((n * shape.outHeight() + y) * shape.outWidth() + at) * shape.channels();
                work.on(new Tile(n, y, at, windows, out, windows * shape.channels()), window);
              }
            }
          }
        });
  }

  private int images(HostTensor x) {
    return x.length() / (shape.height() * shape.row());
  }

  /** Rows and columns that no window covers have no part in the output. */
  private void clearBeyond(HostTensor back) {
    int rows = Math.min(shape.height(), shape.outHeight() * shape.windowHeight());
    int columns = Math.min(shape.width(), shape.outWidth() * shape.windowWidth());
    if (rows == shape.height() && columns == shape.width()) {
      return;
    }
    float[] zeros = new float[shape.row()];
    for (int n = 0; n < images(back); n++) {
      for (int y = 0; y < shape.height(); y++) {
        int from = y < rows ? columns * shape.channels() : 0;
        back.store((n * shape.height() + y) * shape.row() + from, zeros, shape.row() - from);
      }
    }
  }

  /** The elements of a tile's windows: those at one place in their windows are an array. */
  private final class Window {

    private final float[][] places;
    private final float[] segment;
    private final float[] max;
    private final float[] epsilon;
    private final float[] free;

    Window() {
      int lanes = tile * shape.channels();
      this.places = new float[shape.windowHeight() * shape.windowWidth()][lanes];
      this.segment = new float[lanes * shape.windowWidth()];
      this.max = new float[lanes];
      this.epsilon = new float[lanes];
      this.free = new float[lanes];
    }

    void load(HostTensor x, Tile tile) {
      for (int dy = 0; dy < shape.windowHeight(); dy++) {
        int pixels = pixels(tile, dy);
        if (pixels > 0) {
          x.load(start(tile, dy), segment, pixels * shape.channels());
        }
        for (int dx = 0; dx < shape.windowWidth(); dx++) {
          spread(pixels, dx, places[dy * shape.windowWidth() + dx], tile.windows());
        }
      }
    }

    private void spread(int pixels, int dx, float[] place, int windows) {
      int channels = shape.channels();
      for (int w = 0; w < windows; w++) {
        int pixel = w * shape.windowWidth() + dx;
        if (pixel < pixels) {
          System.arraycopy(segment, pixel * channels, place, w * channels, channels);
        } else {
          Arrays.fill(place, w * channels, (w + 1) * channels, Float.NEGATIVE_INFINITY);
        }
      }
    }

    float[] largest(Tile tile) {
      System.arraycopy(places[0], 0, max, 0, tile.length());
      for (int place = 1; place < places.length; place++) {
        Lanes.max(max, places[place], tile.length());
      }
      return max;
    }

    /** Puts in the place of each element its part of the gradient. */
    void route(int n) {
      Arrays.fill(free, 0, n, 1f);
      for (float[] place : places) {
        Lanes.takeIfEqual(place, max, epsilon, free, HUGE, n);
      }
    }

    void store(HostTensor back, Tile tile) {
      int channels = shape.channels();
      for (int dy = 0; dy < shape.windowHeight(); dy++) {
        int pixels = pixels(tile, dy);
        for (int pixel = 0; pixel < pixels; pixel++) {
          int dx = pixel % shape.windowWidth();
          int w = pixel / shape.windowWidth();
          float[] place = places[dy * shape.windowWidth() + dx];
          System.arraycopy(place, w * channels, segment, pixel * channels, channels);
        }
        if (pixels > 0) {
          back.store(start(tile, dy), segment, pixels * channels);
        }
      }
    }

    /** Where a row of the tile's windows begins in the input. */
    private int start(Tile tile, int dy) {
      int y = tile.y() * shape.windowHeight() + dy;
      int x = tile.x() * shape.windowWidth();
      return ((tile.image() * shape.height() + y) * shape.width() + x) * shape.channels();
    }

    /** The pixels of the image in a row of the tile's windows. */
    private int pixels(Tile tile, int dy) {
      int left = shape.width() - tile.x() * shape.windowWidth();
      boolean inside = tile.y() * shape.windowHeight() + dy < shape.height();
      return inside ? Math.min(tile.windows() * shape.windowWidth(), left) : 0;
    }
  }
}
