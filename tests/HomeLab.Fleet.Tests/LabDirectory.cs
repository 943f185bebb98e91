namespace HomeLab.Fleet.Tests;

/// <summary>A lab like the demo lab, whose Docker host is the tests' engine.</summary>
public static class LabDirectory
{
    /// <summary>A policy under which a record goes seconds after what asked for it, so that a test need not wait for a minute.</summary>
    public const string QuickRemoval = "{apply: auto, removeAfter: 5s}";

    /// <param name="token">Where the services find the provider's token, as lab.yaml says it.</param>
    public static string Create(string parent, Uri docker, string token = "{env: CLOUDFLARE_TOKEN}", string policy = "{apply: auto}")
    {
        var lab = Directory.CreateDirectory(Path.Combine(parent, "lab")).FullName;
        File.WriteAllText(Path.Combine(lab, "lab.yaml"), $$"""
            apiVersion: homelab/v1
            kind: Lab
            metadata: {name: fleet-test}
            spec:
              docker:
                - name: docker-host
                  endpoint: {{docker}}
                  publish: {target: home.example.org, proxied: false}
              cloudflare:
                token: {{token}}
                zones: [example.org]
              policy: {{policy}}
            """);
        return lab;
    }
}
