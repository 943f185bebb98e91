using HomeLab.ServiceDefaults.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace HomeLab.ServiceDefaults.Hosting;

static class ShutdownExtensions
{
    public static IHostApplicationBuilder AddOrderlyShutdown(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<ShutdownOptions>("Shutdown");
        builder.Services.AddOptions<HostOptions>().Configure<IServiceProvider>((host, services) =>
        {
            // The first options that a host reads, while it is built: here all that is wrong is met, or one by one later.
            services.GetRequiredService<IStartupValidator>().Validate();
            host.ShutdownTimeout = services.GetRequiredService<IOptions<ShutdownOptions>>().Value.FinishWithin;
        });
        builder.Services.AddHostedService<HardStop>();
        builder.Services.AddSingleton<ILoggerProvider, RefusalWatch>();
        StartRefusal.Install();
        return builder;
    }
}
