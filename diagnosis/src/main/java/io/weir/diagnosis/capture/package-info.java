/**
 * Captures of foreign clusters: a folder with pages of metrics, REST answers, logs and exits, loaded into a data folder so that it is
 * diagnosed as what Weir saw itself. The layout is in docs/diagnosis.md. {@link io.weir.diagnosis.capture.Capture} reads one.
 */
@NullMarked
package io.weir.diagnosis.capture;

import org.jspecify.annotations.NullMarked;
