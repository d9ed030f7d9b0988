/** Reads a result directory into immutable records and says what of it could not be read. */
package org.anact.results;
