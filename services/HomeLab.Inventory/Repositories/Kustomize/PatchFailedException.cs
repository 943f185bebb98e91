namespace HomeLab.Inventory.Repositories.Kustomize;

/// <summary>A patch does not fit what it is for.</summary>
sealed class PatchFailedException(string message) : Exception(message);
