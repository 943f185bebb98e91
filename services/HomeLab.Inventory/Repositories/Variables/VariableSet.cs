namespace HomeLab.Inventory.Repositories.Variables;

/// <summary>What a tool substitutes.</summary>
sealed record VariableSet(IReadOnlyDictionary<string, Variable> Variables)
{
    public static readonly VariableSet Empty = new(new Dictionary<string, Variable>());

    /// <summary>Secrets are put in as well: for what is deployed, and never for what is kept or shown.</summary>
    public bool IsDisclosed { get; private init; }

    public Variable? Find(string name) => Variables.GetValueOrDefault(name) is not { } variable ? null : IsDisclosed ? variable.Disclosed() : variable;

    /// <summary>With others where these say nothing.</summary>
    public VariableSet Or(VariableSet others)
    {
        var all = others.Variables.ToDictionary();
        foreach (var (name, variable) in Variables)
            all[name] = variable;
        return new VariableSet(all) { IsDisclosed = IsDisclosed || others.IsDisclosed };
    }

    /// <summary>With its secrets, and with what is made of them.</summary>
    public VariableSet Disclosed()
    {
        var open = this with { IsDisclosed = true };
        var expansion = new Interpolation(open, null);
        return open with
        {
            Variables = Variables.ToDictionary(it => it.Key, it => it.Value.Text.Contains("${", StringComparison.Ordinal) && expansion.Apply(it.Value.Text, it.Value.At) is var text
                ? it.Value with { Text = text, IsKnown = !EnvironmentFile.IsUnknown(text) } : it.Value),
        };
    }
}
