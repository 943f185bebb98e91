using System.Text;
using HomeLab.Inventory.Repositories.Manifests;
using HomeLab.Inventory.Repositories.Nodes;
using HomeLab.Inventory.Repositories.Variables;

namespace HomeLab.Inventory.Repositories.Flux;

/// <summary>Substitutes variables as Flux does after a build; what is not known stays as it is written.</summary>
/// <remarks>
/// https://fluxcd.io/flux/components/kustomize/kustomizations/#post-build-variable-substitution. Flux puts nothing where a variable is not set;
/// that is rarely meant, and never known here, so that such a variable stays.
/// </remarks>
sealed class FluxSubstitution(VariableSet variables, Declarations declarations, string owner)
{
    const string Switch = "kustomize.toolkit.fluxcd.io/substitute";
    const int MaxLength = 16 << 20;
    int length;

    public Manifest Apply(Manifest manifest) =>
        (manifest.Label(Switch) ?? manifest.Annotation(Switch)) == "disabled" ? manifest : manifest with { Root = (MapNode)Apply(manifest.Root) };

    Node Apply(Node node) => node switch
    {
        MapNode map => map with { Entries = [.. map.Entries.Select(it => it with { Key = Apply(it.Key, it.At), Value = Apply(it.Value) })] },
        ListNode list => list with { Items = [.. list.Items.Select(Apply)] },
        TextNode text => text with { Text = Apply(text.Text, text.At) },
        _ => node,
    };

    string Apply(string text, Place at, int depth = 0)
    {
        if (!text.Contains("${", StringComparison.Ordinal) || depth > 10 || length > MaxLength)
            return text;
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length && length + result.Length <= MaxLength; i++)
        {
            var rest = text.AsSpan(i);
            if (rest.StartsWith("$${"))
                result.Append(text[i++ + 1]);
            else if (rest.StartsWith("${") && Braces.End(text, i + 2) is >= 0 and var end)
            {
                result.Append(Value(text[(i + 2)..end], at, depth));
                i = end;
            }
            else
                result.Append(text[i]);
        }
        length += result.Length;
        return result.ToString();
    }

    string Value(string inner, Place at, int depth)
    {
        var written = $"${{{inner}}}";
        var end = 0;
        while (end < inner.Length && (char.IsAsciiLetter(inner[end]) || inner[end] == '_' || (end > 0 && char.IsAsciiDigit(inner[end]))))
            end++;
        var (name, rest) = (inner[..end], inner[end..]);
        // Scripts hold what looks like a variable and is none.
        if (end == 0)
            return written;
        var variable = variables.Find(name);
        if (variable is { IsSecret: true } or { IsKnown: false })
            return written;
        switch (rest)
        {
            case "" when variable is not null:
                return variable.Text;
            case "^^" when variable is not null:
                return variable.Text.ToUpperInvariant();
            case ",," when variable is not null:
                return variable.Text.ToLowerInvariant();
            case [':', '-' or '=', ..]:
                return variable is { Text.Length: > 0 } ? variable.Text : Apply(rest[2..], at, depth + 1);
            case ['-' or '=', ..]:
                return variable?.Text ?? Apply(rest[1..], at, depth + 1);
            case "" or "^^" or ",,":
                declarations.Unresolved(
                    UnresolvedCodes.Substitution, name, at, $"nothing that {owner} substitutes from, as far as the repository shows it, sets {name}");
                return written;
            default:
                declarations.Unresolved(UnresolvedCodes.NotEvaluated, written, at, "this form of a substitution is not evaluated");
                return written;
        }
    }
}
