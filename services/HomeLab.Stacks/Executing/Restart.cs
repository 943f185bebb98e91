namespace HomeLab.Stacks.Executing;

/// <summary>That containers of a stack end and start again as they are.</summary>
/// <param name="Service">Empty: all that run. A named one starts also where it was stopped, and what cannot go on without it follows.</param>
/// <param name="Runs">Which runs are to end, by what they are runs of; null: it has not begun.</param>
sealed record Restart(string Service, IReadOnlyDictionary<string, string>? Runs = null);
