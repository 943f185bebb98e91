using HomeLab.ServiceDefaults.Messaging;
using HomeLab.ServiceDefaults.Persistence;

namespace HomeLab.Stacks;

static class StacksServiceExtensions
{
    public static WebApplicationBuilder AddStacks(this WebApplicationBuilder builder)
    {
        builder.AddDatabase("stacks-db");
        builder.AddMessaging(_ => { });
        return builder;
    }

    public static WebApplication MapStacks(this WebApplication app) => app;
}
