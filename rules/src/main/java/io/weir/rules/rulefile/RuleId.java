package io.weir.rules.rulefile;

/**
 * What makes a rule the same one after a reload: its group, its name, and its place among the rules of that name there. Not
 * its file, which may be moved, nor its expression, which may be mended.
 *
 * @param occurrence 0 for the first rule of this name in its group
 */
record RuleId(String group, String name, int occurrence) {
    @Override
    public String toString() {
        return group + "/" + name + (occurrence == 0 ? "" : "#" + occurrence);
    }
}
