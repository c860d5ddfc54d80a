package io.shapservice.engine.explain.path;

import io.shapservice.engine.rank.RankedTree;

/**
 * One tree, ready to be run on lanes of rows.
 *
 * @param derived codes that the programs want filled first
 * @param programs one for each pass over the tree, whose points together are the quadrature rule
 * @param floats for each pass its constants; empty in double precision
 * @param doubles for each pass its constants; empty in float precision
 */
record CompiledTree(
        RankedTree ranked, DerivedColumn[] derived, PathProgram[] programs, float[][] floats, double[][] doubles) {}
