package io.weir.diagnosis.log;

/**
 * Figures of the tails; totals count from the start of this process.
 *
 * @param lines read
 * @param bytes read, line ends included
 * @param cutLines longer than {@value LineSplitter#LONGEST_LINE} bytes
 * @param implausibleTimes records whose stated time lies so far off that the time of arrival was taken
 * @param truncations files that began anew under the same inode
 * @param archives packed files whose lines were read or were known from before
 * @param readErrors files or folders that could not be read, once for each try
 * @param lagBytes that stand in files and are not taken in yet
 * @param openFiles followed now with an open handle
 */
public record TailMetrics(
        long lines,
        long bytes,
        long cutLines,
        long implausibleTimes,
        long truncations,
        long archives,
        long readErrors,
        long lagBytes,
        int openFiles) {}
