package io.weir.diagnosis.finding;

import io.weir.rules.rule.Text;

/**
 * A finding in words, each in English and Chinese.
 *
 * @param title what was found, one short sentence with the names and figures that matter
 * @param cause why, as far as the evidence goes
 * @param meaning what follows from it for the job
 * @param advice what to do
 */
public record Said(Text title, Text cause, Text meaning, Text advice) {}
