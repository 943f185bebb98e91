using System.Text;

namespace HomeLab.Fleet.Tests;

/// <summary>A lab in which one record is right and everything else is wrong in a way of its own.</summary>
sealed class BadInputLab
{
    public BadInputLab(string parent, Uri docker)
    {
        Directory = LabDirectory.Create(parent, docker);
        TokenFile = Path.Combine(parent, "token");
        var main = Path.Combine(Directory, "lab.yaml");
        File.WriteAllText(main, File.ReadAllText(main).Replace("{env: CLOUDFLARE_TOKEN}", $"{{file: {TokenFile}}}", StringComparison.Ordinal));
        Declare("good");
        Write("malformed.yaml", "apiVersion: homelab/v1\nkind: DnsRecord\nmetadata: {name: x\nspec: {}\n");
        Write("kind.yaml", "apiVersion: homelab/v1\nkind: DnsRecrod\nmetadata: {name: x}\nspec: {type: A}\n");
        Write("version.yaml", Record("version").Replace("homelab/v1", "homelab/v9", StringComparison.Ordinal));
        Write("types.yaml", Record("types").Replace("192.0.2.1", "[192.0.2.1]", StringComparison.Ordinal));
        Write("field.yaml", Record("field").Replace("content:", "contnet:", StringComparison.Ordinal));
        Write("large.yaml", Record("large") + "#" + new string('x', 10 << 20));
        Write("bomb.yaml", Bomb());
        Write("latin.yaml", Encoding.Latin1.GetBytes(Record("latin") + "# Grüße\n"));
        Write("outside.yaml", Record("outside").Replace("example.org", "elsewhere.net", StringComparison.Ordinal));
        Write("twice.yaml", Record("good"));
        File.CreateSymbolicLink(Path.Combine(Directory, "circle.yaml"), "circle.yaml");
        Write("windows.yaml", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Record("windows").Replace("\n", "\r\n", StringComparison.Ordinal))]);
    }

    /// <summary>What has to be said of each: the document's address, its problem's code and line, and a part of the message.</summary>
    public static IReadOnlyList<(string Address, string Code, int Line, string Message)> Expected { get; } =
    [
        ("DnsRecord/field", "UnknownField", 4, "did you mean `content`?"),
        ("DnsRecord/outside", "OutsideZones", 4, "lies in none of the lab's zones (example.org)"),
        ("DnsRecord/types", "WrongType", 4, "found a list"),
        ("DnsRecord/version", "NotAllowed", 1, "expected `homelab/v1`"),
        ("file/bomb.yaml", "TooLarge", 6, "aliases counted as what they stand for"),
        ("file/circle.yaml", "ReadFailed", 1, "in a circle"),
        ("file/kind.yaml", "NotAllowed", 2, "did you mean `DnsRecord`?"),
        ("file/large.yaml", "TooLarge", 1, "files of at most 1048576 are read"),
        ("file/latin.yaml", "NotUtf8", 1, "not a UTF-8 text"),
        ("file/malformed.yaml", "MalformedYaml", 3, "left open"),
        ("file/twice.yaml", "Duplicate", 3, "DnsRecord/good stands in good.yaml line 1 already"),
    ];

    public string Directory { get; }

    public string TokenFile { get; }

    /// <summary>Adds a record that is right.</summary>
    public void Declare(string name) => Write($"{name}.yaml", Record(name));

    /// <summary>Puts a secret's value where its place belongs.</summary>
    public void PutSecretIntoLab(string secret)
    {
        var main = Path.Combine(Directory, "lab.yaml");
        File.WriteAllText(main, File.ReadAllText(main).Replace($"{{file: {TokenFile}}}", secret, StringComparison.Ordinal));
    }

    static string Record(string name) => $$"""
        apiVersion: homelab/v1
        kind: DnsRecord
        metadata: {name: {{name}}}
        spec: {type: A, name: {{name}}.example.org, content: 192.0.2.1}

        """;

    static string Bomb() => "apiVersion: homelab/v1\na: &a [x,x,x,x,x,x,x,x,x,x]\n"
        + string.Concat("bcdefgh".Select(c => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat($"*{(char)(c - 1)}", 10))}]\n"));

    void Write(string file, string text) => Write(file, Encoding.UTF8.GetBytes(text));

    void Write(string file, byte[] bytes) => File.WriteAllBytes(Path.Combine(Directory, file), bytes);
}
