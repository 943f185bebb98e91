using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Variables;

/// <param name="Text">As set, perhaps with <c>[[NAME]]</c> in it.</param>
/// <param name="IsKnown">False: it is set, to something that is encrypted or that Komodo holds.</param>
sealed record Variable(string Name, string Text, Place At, bool IsKnown)
{
    /// <summary>By its name it holds a secret, and goes into nothing.</summary>
    public bool IsSecret { get; init; } = Redaction.IsSecretName(Name);
}
