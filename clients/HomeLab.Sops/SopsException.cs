namespace HomeLab.Sops;

/// <summary>A file or a key that cannot be used. The message names where and what to do, and never a value.</summary>
public sealed class SopsException(string message) : Exception(message);
