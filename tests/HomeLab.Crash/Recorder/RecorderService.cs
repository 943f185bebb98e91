using HomeLab.Contracts.Dns;
using HomeLab.Contracts.Inventory;
using HomeLab.ServiceDefaults;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Persistence;
using Microsoft.AspNetCore.Builder;

namespace HomeLab.Crash.Recorder;

/// <summary>A service like any other of the fleet that takes every message through its inbox, hints too, and writes it down.</summary>
static class RecorderService
{
    public const string Name = "recorder";

    public static Task RunAsync(string[] args) => Build(WebApplication.CreateBuilder(args)).RunAsync();

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults(Name);
        builder.AddDatabase("recorder-db");
        builder.AddMessaging(messaging => messaging
            .OnFact<ZoneConverged, RecordingHandler<ZoneConverged>>()
            .OnFact<ZoneDegraded, RecordingHandler<ZoneDegraded>>()
            .OnFact<LabRevised, RecordingHandler<LabRevised>>()
            .OnFact<ResourceChanged, RecordingHandler<ResourceChanged>>()
            .OnFact<SourceAvailabilityChanged, RecordingHandler<SourceAvailabilityChanged>>());
        var app = builder.Build();
        app.MapServiceDefaults();
        return app;
    }
}
