namespace HomeLab.Simulators.Komodo.State;

sealed record Variable(string Name, string Value, string Description, bool IsSecret);
