/** What a bug report needs, and what would stop a sweep on this machine. */
package org.anact.bench.doctor;
