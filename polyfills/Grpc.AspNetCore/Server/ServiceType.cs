using System.Reflection;
using Grpc.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// A service known by its class: finds what the generated base's <see cref="BindServiceMethodAttribute"/> names, and
/// turns each of its methods into a handler that takes the instance of its call from the request's services.
/// </summary>
sealed class ServiceType<TService> where TService : class
{
    static readonly ObjectFactory<TService> Create = ActivatorUtilities.CreateFactory<TService>([]);

    readonly Dictionary<string, MethodInfo> methods = new(StringComparer.Ordinal);

    public void Bind(ServiceBinderBase target)
    {
        var (owner, attribute) = FindBinding();
        var bind = attribute.BindType.GetMethod(attribute.BindMethodName, BindingFlags.Public | BindingFlags.Static, [typeof(ServiceBinderBase), owner])
            ?? throw new InvalidOperationException($"{attribute.BindType} has no {attribute.BindMethodName} for {owner}.");
        // The generated method registers no handlers for a null service: only the methods' descriptions matter here.
        bind.Invoke(null, [new ServiceTypeBinder<TService>(this, target), null]);
    }

    /// <summary>Attributes such as [Authorize], of the class and of the method that serves the call.</summary>
    public IEnumerable<object> MetadataOf(IMethod method) =>
        [.. typeof(TService).GetCustomAttributes(inherit: true), .. methods[method.Name].GetCustomAttributes(inherit: true)];

    public THandler HandlerOf<THandler>(IMethod method, params Type[] parameters) where THandler : Delegate
    {
        var handler = typeof(TService).GetMethod(method.Name, BindingFlags.Public | BindingFlags.Instance, parameters)
            ?? throw new InvalidOperationException($"{typeof(TService)} has no method for {method.FullName}.");
        methods[method.Name] = handler;
        return handler.CreateDelegate<THandler>();
    }

    public static ServiceLease<TService> Lease(ServerCallContext context)
    {
        var services = context.GetHttpContext().RequestServices;
        return services.GetService<TService>() is { } registered
            ? new ServiceLease<TService>(registered, isOwned: false)
            : new ServiceLease<TService>(Create(services, null), isOwned: true);
    }

    static (Type Owner, BindServiceMethodAttribute Attribute) FindBinding()
    {
        for (var type = typeof(TService); type is not null; type = type.BaseType)
        {
            if (type.GetCustomAttribute<BindServiceMethodAttribute>(inherit: false) is { } attribute) return (type, attribute);
        }
        throw new InvalidOperationException($"{typeof(TService)} does not derive from a generated gRPC service base.");
    }
}
