namespace HomeLab.Simulators.Komodo.State;

/// <param name="Container">Null: there is none.</param>
sealed record Service(string Name, string Image, bool IsUpdateAvailable, Container? Container);
