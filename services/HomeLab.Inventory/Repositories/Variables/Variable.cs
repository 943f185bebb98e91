using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories.Variables;

/// <param name="Text">As set, perhaps with <c>[[NAME]]</c> in it.</param>
/// <param name="IsKnown">False: it is set, to something that is encrypted or that Komodo holds.</param>
sealed record Variable(string Name, string Text, Place At, bool IsKnown)
{
    /// <summary>By its name it holds a secret, and goes into nothing.</summary>
    public bool IsSecret { get; init; } = Redaction.IsSecretName(Name);

    /// <summary>What stands for it where secrets are put in, since SOPS encrypted it and nobody here has the key; null: it is not encrypted.</summary>
    public string? Placeholder { get; init; }

    public Variable Disclosed() => this with { IsSecret = false, Text = Placeholder ?? Text, IsKnown = IsKnown || Placeholder is not null, Placeholder = null };
}
