using System.Globalization;

namespace HomeLab.Benchmarks.Stacks;

/// <summary>A project of ten services with healthchecks, two networks and three volumes, in the form that its Compose file has at some moment.</summary>
/// <param name="Image">That each service runs.</param>
/// <param name="Edit">Set in the environment of the service <c>api</c>.</param>
/// <param name="Workers">Containers of the service <c>worker</c>.</param>
/// <param name="IsBroken">Whether <c>search</c> has a healthcheck that fails.</param>
sealed record TenServices(string Image, int Edit = 1, int Workers = 1, bool IsBroken = false)
{
    public int Containers => 9 + Workers;

    /// <summary>What is broken is given up soon; what is not may take its time on a busy machine.</summary>
    public TimeSpan HealthyWithin => TimeSpan.FromSeconds(IsBroken ? 15 : 180);

    /// <summary>Three healthchecks follow each other at most: db, api, web.</summary>
    public string Text => $$"""
        services:
          db: {{{Common()}}, networks: [back], volumes: ["db:/data"]}
          queue: {{{Common()}}, networks: [back], volumes: ["queue:/data"]}
          cache: {{{Common()}}, networks: [back]}
          auth: {{{Common()}}, networks: [back], {{After("db")}}}
          api: {{{Common()}}, networks: [back, front], environment: {EDIT: "{{Number(Edit)}}"}, {{After("db", "queue")}}}
          search: {{{Common(IsBroken ? "false" : "true")}}, networks: [back]}
          mail: {{{Common()}}, networks: [back], {{After("queue")}}}
          worker: {{{Common()}}, networks: [back], scale: {{Number(Workers)}}, {{After("queue")}}}
          web: {{{Common()}}, networks: [front], volumes: ["files:/files"], {{After("api")}}}
          metrics: {{{Common()}}, networks: [front]}
        networks: {back: {}, front: {} }
        volumes: {db: {}, queue: {}, files: {} }

        """;

    string Common(string check = "true") =>
        $"image: {Image}, init: true, stop_grace_period: 1s, restart: unless-stopped, healthcheck: {{test: [CMD, \"{check}\"], interval: 1s, timeout: 5s, retries: 3}}";

    static string After(params IEnumerable<string> services) => $"depends_on: {{{string.Join(", ", services.Select(it => $"{it}: {{condition: service_healthy}}"))}}}";

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
