/**
 * The records of a sweep, the files that hold them, and the judgement whether a record is whole.
 */
package org.anact.results;
