namespace HomeLab.Simulators.Komodo.Compose;

/// <summary>What Docker Compose says when it cannot go on.</summary>
sealed class ComposeFailure(string message) : Exception(message);
