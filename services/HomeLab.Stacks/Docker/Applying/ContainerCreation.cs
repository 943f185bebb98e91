using System.Globalization;
using Docker.DotNet.Models;
using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Docker.Applying;

/// <summary>Writes a service as an Engine wants it.</summary>
static class ContainerCreation
{
    /// <summary>The version of the Compose labels that we write; <c>docker compose</c> reads those of any version from 2 on.</summary>
    const string LabelVersion = "2.0.0";

    public static CreateContainerParameters Of(StackStep step, StepContext context)
    {
        var (project, service) = (context.Project, context.Project.Services[step.Service!]);
        var networking = service.Networking;
        var endpoints = step.Networks.ToDictionary(it => project.Networks[it].Name, it => EndpointOf(service, it, step.Name, step.Networks.Count > 1));
        var parameters = new CreateContainerParameters
        {
            Name = step.Name,
            Image = service.ImageToRun,
            Platform = service.Platform,
            Cmd = service.Command is { Count: > 0 } command ? [.. command] : null,
            // An Engine takes [""] for a wish to have none.
            Entrypoint = service.Entrypoint is null ? null : service.Entrypoint.Count == 0 ? [""] : [.. service.Entrypoint],
            Env = [.. service.Environment.Select(it => $"{it.Key}={it.Value}")],
            Labels = Labels(step, context, service),
            User = service.User,
            WorkingDir = service.WorkingDir,
            Hostname = service.Hostname,
            Domainname = service.Domainname,
            Tty = service.Tty,
            OpenStdin = service.StdinOpen,
            StopSignal = service.StopSignal,
            StopTimeout = service.StopGracePeriod,
            Healthcheck = service.Healthcheck is { } check ? HealthcheckOf(check) : null,
            ExposedPorts = networking.Ports.Select(it => it.Key).Concat(networking.Expose).Distinct(StringComparer.Ordinal)
                .ToDictionary(it => it, _ => default(EmptyStruct)),
            MacAddress = step.Networks.Count > 1 ? null
                : networking.MacAddress ?? step.Networks.Select(it => networking.Networks[it].MacAddress).FirstOrDefault(),
            NetworkingConfig = endpoints.Count == 0 ? null : new NetworkingConfig { EndpointsConfig = endpoints },
            HostConfig = HostCreation.Of(step, context, service),
        };
        return parameters;
    }

    /// <param name="isWhole">Whether the endpoint also says the container's address on the wire, which older Engines take elsewhere.</param>
    public static EndpointSettings EndpointOf(ComposeService service, string network, string container, bool isWhole)
    {
        var attachment = service.Networking.Networks[network];
        var ipam = attachment is { Ipv4Address: null, Ipv6Address: null, LinkLocalIps.Count: 0 } ? null : new EndpointIPAMConfig
        {
            IPv4Address = attachment.Ipv4Address,
            IPv6Address = attachment.Ipv6Address,
            LinkLocalIPs = [.. attachment.LinkLocalIps],
        };
        return new EndpointSettings
        {
            Aliases = [container, .. Attachments.AliasesOf(service, attachment)],
            IPAMConfig = ipam,
            MacAddress = isWhole ? attachment.MacAddress ?? (Attachments.InOrder(service)[0] == network ? service.Networking.MacAddress : null) : null,
            DriverOpts = attachment.DriverOptions.IsEmpty ? null : new Dictionary<string, string>(attachment.DriverOptions),
        };
    }

    static Dictionary<string, string> Labels(StackStep step, StepContext context, ComposeService service)
    {
        var delivered = DeliveredFiles.Of(context.Project, service, context.Files, context.Options.HostDirectory);
        return new Dictionary<string, string>(service.Labels)
        {
            [ComposeLabels.Project] = context.Project.Name,
            [ComposeLabels.Service] = service.Key,
            [ComposeLabels.Number] = (step.Number ?? 1).ToString(CultureInfo.InvariantCulture),
            [ComposeLabels.OneOff] = "False",
            [ComposeLabels.ConfigHash] = step.Hash ?? "",
            [ComposeLabels.Version] = LabelVersion,
            [ComposeLabels.WorkingDirectory] = context.Options.HostDirectory ?? "",
            [ComposeLabels.ConfigFiles] = context.Options.ConfigFiles,
            [ComposeLabels.DependsOn] = string.Join(',', service.DependsOn.Select(DependencyOf)),
            [ComposeLabels.Stack] = context.Options.Stack,
            [ComposeLabels.Installation] = context.Options.Installation,
            [ComposeLabels.Hash] = step.Hash ?? "",
            [ComposeLabels.FilesHash] = ServiceHash.OfFiles(delivered),
            [ComposeLabels.Change] = context.ChangeId,
        };
    }

    /// <summary>As <c>docker compose</c> keeps it, to stop in order where it does not have the project's files.</summary>
    static string DependencyOf(ComposeDependency dependency)
    {
        var condition = dependency.Condition switch
        {
            ReadyCondition.Healthy => "service_healthy",
            ReadyCondition.CompletedSuccessfully => "service_completed_successfully",
            _ => "service_started",
        };
        return $"{dependency.Service}:{condition}:{(dependency.Restarts ? "true" : "false")}";
    }

    static HealthConfig HealthcheckOf(ComposeHealthcheck check) => new()
    {
        Test = check.Test is null ? null : [.. check.Test],
        Interval = check.Interval ?? TimeSpan.Zero,
        Timeout = check.Timeout ?? TimeSpan.Zero,
        StartPeriod = (check.StartPeriod?.Ticks ?? 0) * TimeSpan.NanosecondsPerTick,
        Retries = check.Retries ?? 0,
    };
}
