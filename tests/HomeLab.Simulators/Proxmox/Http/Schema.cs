namespace HomeLab.Simulators.Proxmox.Http;

/// <summary>The parameters that a call takes; others are refused.</summary>
sealed class Schema(params IEnumerable<Parameter> parameters)
{
    readonly List<Parameter> parameters = [.. parameters];

    public Parameter? Find(string name) => parameters.Find(parameter => parameter.Name == name);

    public static Schema None { get; } = new();

    public Schema With(params IEnumerable<Parameter> more) => new(parameters.Concat(more));

    public static Parameter Text(string name, int? longest = null) => new(name) { Longest = longest };

    public static Parameter Choice(string name, params string[] choices) => new(name) { Choices = choices };

    public static Parameter Flag(string name) => new(name, ParameterType.Boolean);

    public static Parameter Whole(string name, long? minimum = null, long? maximum = null) =>
        new(name, ParameterType.Integer) { Minimum = minimum, Maximum = maximum };

    public static Parameter Required(Parameter parameter) => parameter with { IsRequired = true };

    /// <exception cref="ProxmoxRefusal">400 with every mistake.</exception>
    public void Check(IReadOnlyDictionary<string, string> given, IEnumerable<string> inPath)
    {
        var errors = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in given)
            if (parameters.Find(parameter => parameter.Covers(name)) is not { } parameter)
                errors[name] = "property is not defined in schema and the schema does not allow additional properties";
            else if (parameter.ComplaintAbout(value) is { } complaint)
                errors[name] = complaint;
        foreach (var missing in parameters.Where(parameter => parameter.IsRequired && !given.ContainsKey(parameter.Name)))
            errors[missing.Name] = "property is missing and it is not optional";
        foreach (var name in inPath.Where(errors.ContainsKey).ToList())
            if (errors[name].StartsWith("property is not defined", StringComparison.Ordinal))
                errors.Remove(name);
        if (errors.Count > 0)
            throw ProxmoxRefusal.Invalid(errors);
    }
}
