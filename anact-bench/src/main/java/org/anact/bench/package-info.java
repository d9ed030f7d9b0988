/** What every part of the bench shares: the error of a user, and the versions in use. */
package org.anact.bench;
