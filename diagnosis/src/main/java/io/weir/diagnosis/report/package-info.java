/**
 * Incidents as files for people who cannot look into Weir: one page of HTML that needs nothing else, and an archive with the scenes. What
 * looks like a secret is taken out.
 */
@NullMarked
package io.weir.diagnosis.report;

import org.jspecify.annotations.NullMarked;
