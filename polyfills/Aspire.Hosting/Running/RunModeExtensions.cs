using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting.Running;

static class RunModeExtensions
{
    /// <summary>Registers the hosted services that start the model's resources on this machine.</summary>
    public static IServiceCollection AddRunMode(this IServiceCollection services) => services;
}
