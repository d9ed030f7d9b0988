/** Chooses ND4J's native library, turns its fast paths on, and reports what is really in use. */
package org.anact.core.backend;
