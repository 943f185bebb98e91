using System.Reflection;
using HomeLab.Contracts.Inventory;
using HomeLab.ServiceDefaults;
using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Persistence;
using MassTransit;
using Microsoft.AspNetCore.Builder;

namespace HomeLab.Crash.Recorder;

/// <summary>A service like any other of the fleet that takes every message through its inbox, hints too, and writes it down.</summary>
static class RecorderService
{
    public const string Name = "recorder";

    static readonly MethodInfo Subscribe = typeof(MessagingBuilder).GetMethod(nameof(MessagingBuilder.OnFact))!;

    static IEnumerable<Type> Messages =>
        typeof(LabRevised).Assembly.GetExportedTypes().Where(it => it.IsDefined(typeof(MessageUrnAttribute), inherit: false));

    public static Task RunAsync(string[] args) => Build(WebApplication.CreateBuilder(args)).RunAsync();

    public static WebApplication Build(WebApplicationBuilder builder)
    {
        builder.AddServiceDefaults(Name);
        builder.AddDatabase("recorder-db");
        builder.AddMessaging(messaging =>
        {
            foreach (var message in Messages)
                Subscribe.MakeGenericMethod(message, typeof(RecordingHandler<>).MakeGenericType(message)).Invoke(messaging, null);
        });
        var app = builder.Build();
        app.MapServiceDefaults();
        return app;
    }
}
