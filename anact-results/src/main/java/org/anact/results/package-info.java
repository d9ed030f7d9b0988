/** The records of a sweep, the files that hold them, and the check of whether a record is whole. */
package org.anact.results;
