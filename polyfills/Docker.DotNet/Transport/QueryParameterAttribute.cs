namespace Docker.DotNet;

/// <summary>The property travels in the query under this name, and not in the body.</summary>
[AttributeUsage(AttributeTargets.Property)]
sealed class QueryParameterAttribute(string name) : Attribute
{
    public string Name => name;

    /// <summary>Sent even when it has the type's default value; refused when null.</summary>
    public bool Required { get; init; }
}
