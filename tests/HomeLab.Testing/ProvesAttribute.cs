using Xunit.Abstractions;
using Xunit.Sdk;

namespace HomeLab.Testing;

/// <summary>Says which rows of a feature table or which requirements a test proves: <c>[Proves("DNS-21")]</c>.</summary>
/// <remarks>Also a trait, so that <c>dotnet test --filter Proves=DNS-21</c> runs what proves a row.</remarks>
[TraitDiscoverer("HomeLab.Testing.ProvesDiscoverer", "HomeLab.Testing")]
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class, AllowMultiple = true)]
public sealed class ProvesAttribute(params string[] rows) : Attribute, ITraitAttribute
{
    public IReadOnlyList<string> Rows { get; } = rows;
}

/// <summary>Turns each row of a <see cref="ProvesAttribute"/> into a trait.</summary>
public sealed class ProvesDiscoverer : ITraitDiscoverer
{
    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute)
    {
        ArgumentNullException.ThrowIfNull(traitAttribute);
        var rows = traitAttribute.GetConstructorArguments().SelectMany(argument => argument as IEnumerable<string> ?? [(string)argument]);
        return rows.Select(row => KeyValuePair.Create("Proves", row));
    }
}
