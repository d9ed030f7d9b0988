/** ANAct as a layer of Deeplearning4j: its configuration, its implementation and its parameters. */
package org.anact.core.layer;
