/**
 * Diagnosis' tables in the relational database.
 */
@NullMarked
package io.weir.diagnosis.database;

import org.jspecify.annotations.NullMarked;
