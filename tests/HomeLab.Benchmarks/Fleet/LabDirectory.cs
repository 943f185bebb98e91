using System.Text;

namespace HomeLab.Benchmarks.Fleet;

/// <summary>A lab with zones and records in them.</summary>
sealed class LabDirectory
{
    const int RecordsOfFile = 50;
    static readonly Uri NoDocker = new("unix:///nonexistent/docker.sock");
    readonly Uri docker;
    readonly List<string> zones = [];

    public LabDirectory(string path, Uri? docker)
    {
        (Path, this.docker) = (path, docker ?? NoDocker);
        Directory.CreateDirectory(path);
        WriteLab();
    }

    public string Path { get; }

    /// <summary>Adds a zone and its records, as somebody would who copies them in.</summary>
    public void Add(string zone, int records)
    {
        for (var first = 0; first < records; first += RecordsOfFile)
        {
            Write(zone, first, Enumerable.Range(first, Math.Min(RecordsOfFile, records - first)).Select(i => (i, $"192.0.2.{i % 250}")));
        }
        zones.Add(zone);
        WriteLab();
    }

    /// <summary>Gives the first record another address.</summary>
    public void Change(string zone, int round) =>
        Write(zone, 0, Enumerable.Range(0, RecordsOfFile).Select(i => (i, i == 0 ? $"198.51.100.{round}" : $"192.0.2.{i}")));

    void Write(string zone, int first, IEnumerable<(int Number, string Address)> records)
    {
        var text = new StringBuilder();
        foreach (var (number, address) in records)
        {
            text.AppendLine("---").AppendLine("apiVersion: homelab/v1").AppendLine("kind: DnsRecord")
                .AppendLine($"metadata: {{name: {zone}-{number}}}")
                .AppendLine($"spec: {{type: A, name: host-{number}.{zone}, content: {address}}}");
        }
        Replace($"{zone}-{first}.yaml", text.ToString());
    }

    void WriteLab() => Replace("lab.yaml", $$"""
        apiVersion: homelab/v1
        kind: Lab
        metadata: {name: benchmark}
        spec:
          docker:
            - name: docker-host
              endpoint: {{docker}}
              publish: {target: home.example.org, proxied: false}
          cloudflare:
            token: {env: CLOUDFLARE_TOKEN}
            zones: [{{string.Join(", ", zones.DefaultIfEmpty("example.org"))}}]
          policy: {apply: auto}
        """);

    void Replace(string name, string text)
    {
        var temporary = System.IO.Path.Combine(Path, $".{name}.tmp");
        File.WriteAllText(temporary, text);
        File.Move(temporary, System.IO.Path.Combine(Path, name), overwrite: true);
    }
}
