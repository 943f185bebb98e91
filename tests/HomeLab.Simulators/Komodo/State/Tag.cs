namespace HomeLab.Simulators.Komodo.State;

/// <param name="Owner">A user's id.</param>
sealed record Tag(string Id, string Name, string Owner, string Color);
