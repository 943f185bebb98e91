using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Http;

namespace Grpc.Core;

public static class ServerCallContextExtensions
{
    /// <summary>The request behind the call; a test double's stands in its user state under <c>__HttpContext</c>.</summary>
    public static HttpContext GetHttpContext(this ServerCallContext serverCallContext)
    {
        ArgumentNullException.ThrowIfNull(serverCallContext);
        if (serverCallContext is HttpContextServerCallContext call) return call.HttpContext;
        return serverCallContext.UserState.TryGetValue("__HttpContext", out var found) && found is HttpContext http
            ? http
            : throw new InvalidOperationException("The call is not served by ASP.NET Core, so it has no HttpContext.");
    }
}
