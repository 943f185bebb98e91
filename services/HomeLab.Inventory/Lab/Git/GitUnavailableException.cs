namespace HomeLab.Inventory.Lab.Git;

/// <summary>Git cannot be asked; what it would prove stays unproven.</summary>
sealed class GitUnavailableException(string message) : Exception(message);
