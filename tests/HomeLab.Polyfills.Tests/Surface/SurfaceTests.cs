using System.Reflection;

namespace HomeLab.Polyfills.Tests.Surface;

/// <summary>Holds every polyfill to the public surface of the package it stands for.</summary>
/// <remarks>
/// Beside this file stands one list per package: the lines of the real package's surface for the types that the polyfill
/// declares, in the form that <see cref="ApiSurface"/> writes. A polyfill may offer less than its list, never more.
/// </remarks>
public class SurfaceTests
{
    public static TheoryData<string> Polyfills => [.. Directory
        .EnumerateFiles(AppContext.BaseDirectory, "Polyfill.*.dll")
        .Select(path => Path.GetFileNameWithoutExtension(path)["Polyfill.".Length..])
        .Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Polyfills))]
    public void Every_public_member_exists_in_the_real_package(string package)
    {
        var list = Path.Combine(AppContext.BaseDirectory, "Surface", package + ".txt");
        Assert.True(File.Exists(list), $"Surface/{package}.txt is missing: the real package's lines for the polyfill's types.");
        var real = File.ReadAllLines(list);
        var members = real.ToHashSet(StringComparer.Ordinal);
        var types = real.Where(IsType).ToDictionary(TypeName, Bases, StringComparer.Ordinal);

        var unknown = ApiSurface.Of(Assembly.Load("Polyfill." + package))
            .Where(line => IsType(line)
                ? !types.TryGetValue(TypeName(line), out var bases) || !Bases(line).IsSubsetOf(bases)
                : !members.Contains(line))
            .ToList();

        Assert.True(unknown.Count == 0, $"{package} does not have:\n{string.Join('\n', unknown)}");
    }

    static readonly string[] Kinds =
        ["enum ", "interface ", "delegate ", "struct ", "static class ", "sealed class ", "abstract class ", "class "];

    static bool IsType(string line) => Kinds.Any(kind => line.StartsWith(kind, StringComparison.Ordinal));

    static string TypeName(string line) => Split(line).Name;

    static HashSet<string> Bases(string line) => Split(line).Bases;

    /// <summary>Cuts <c>class A : B, C&lt;D, E&gt; where T : F</c> into the kind with the name, and the bases with the constraints.</summary>
    static (string Name, HashSet<string> Bases) Split(string line)
    {
        var constraint = line.IndexOf(" where ", StringComparison.Ordinal);
        var head = constraint < 0 ? line : line[..constraint];
        var colon = head.IndexOf(" : ", StringComparison.Ordinal);
        var name = (colon < 0 ? head : head[..colon]) + (constraint < 0 ? "" : line[constraint..]);
        return (name, colon < 0 ? [] : [.. TopLevelParts(head[(colon + 3)..])]);
    }

    static IEnumerable<string> TopLevelParts(string list)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < list.Length; i++)
        {
            if (list[i] == '<') depth++;
            else if (list[i] == '>') depth--;
            else if (list[i] == ',' && depth == 0)
            {
                yield return list[start..i].Trim();
                start = i + 1;
            }
        }
        yield return list[start..].Trim();
    }
}
