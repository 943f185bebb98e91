using HomeLab.Testing;

namespace HomeLab.Absence.Tests;

/// <summary>A lab directory with four records of documents, and Docker hosts if there are any.</summary>
sealed class TestLab : IDisposable
{
    readonly TemporaryDirectory parent = new();

    public TestLab(params string[] docker)
        : this(docker, [])
    {
    }

    /// <param name="komodo">As in lab.yaml.</param>
    public TestLab(string[] docker, string[] komodo)
    {
        Write("lab.yaml", Spec("absence", docker, komodo));
        for (var i = 1; i <= 4; i++)
        {
            Write($"dns/doc{i}.yaml", Record(i));
        }
    }

    public string Path => System.IO.Path.Combine(parent.Path, "lab");

    public string Beside(string name) => System.IO.Path.Combine(parent.Path, name);

    public void Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public static string Spec(string name, string[]? docker = null, string[]? komodo = null) => $$"""
        apiVersion: homelab/v1
        kind: Lab
        metadata: {name: {{name}}}
        spec:
          docker: [{{string.Join(", ", docker ?? [])}}]
          komodo: [{{string.Join(", ", komodo ?? [])}}]
          cloudflare: {token: {env: CLOUDFLARE_TOKEN}, zones: [{{TwoServices.Zone}}]}
          policy: {apply: auto, removeAfter: 0s}
        """;

    public static string Record(int number) => $$"""
        apiVersion: homelab/v1
        kind: DnsRecord
        metadata: {name: doc{{number}}}
        spec: {name: doc{{number}}.{{TwoServices.Zone}}, type: A, content: 192.0.2.{{number}}}
        """;

    /// <summary>The whole directory goes and comes back.</summary>
    public void MoveAway() => Directory.Move(Path, Beside("away"));

    public void MoveBack() => Directory.Move(Beside("away"), Path);

    public void Dispose() => parent.Dispose();
}
