namespace HomeLab.Cli.Output;

/// <param name="IsElastic">May be cut where the terminal is narrow: sentences, not identifiers that somebody copies.</param>
sealed record Column<T>(string Title, Func<T, Cell> Value, bool IsElastic = false);
