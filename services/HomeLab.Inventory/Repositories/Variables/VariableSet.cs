namespace HomeLab.Inventory.Repositories.Variables;

/// <summary>What a tool substitutes.</summary>
sealed record VariableSet(IReadOnlyDictionary<string, Variable> Variables)
{
    public static readonly VariableSet Empty = new(new Dictionary<string, Variable>());

    public Variable? Find(string name) => Variables.GetValueOrDefault(name);

    /// <summary>With others where these say nothing.</summary>
    public VariableSet Or(VariableSet others)
    {
        var all = others.Variables.ToDictionary();
        foreach (var (name, variable) in Variables)
            all[name] = variable;
        return new VariableSet(all);
    }
}
