using HomeLab.ServiceDefaults.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Hosting;

static class ShutdownExtensions
{
    public static IHostApplicationBuilder AddOrderlyShutdown(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ShutdownOptions>("Shutdown");
        builder.Services.AddOptions<HostOptions>().Configure<IOptions<ShutdownOptions>>(
            (host, shutdown) => host.ShutdownTimeout = shutdown.Value.FinishWithin);
        builder.Services.AddHostedService<HardStop>();
        StartRefusal.Install();
        return builder;
    }
}
