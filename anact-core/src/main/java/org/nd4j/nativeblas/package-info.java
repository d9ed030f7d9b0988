/** The one class whose name and package Deeplearning4j dictates; see there. */
package org.nd4j.nativeblas;
