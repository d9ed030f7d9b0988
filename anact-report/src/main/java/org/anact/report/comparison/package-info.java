/** Groups the runs of a sweep into cells and pairs vanilla with normalized runs by seed. */
package org.anact.report.comparison;
