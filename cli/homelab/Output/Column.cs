namespace HomeLab.Cli.Output;

/// <param name="IsElastic">May be cut where the terminal is narrow: sentences, not identifiers that somebody copies.</param>
/// <param name="IsBroken">Of the last column: broken into lines instead of cut.</param>
sealed record Column<T>(string Title, Func<T, Cell> Value, bool IsElastic = false, bool IsBroken = false);
