/**
 * What every part of the bench shares: the error of a user, lines of CSV, and the versions in use.
 */
package org.anact.bench;
