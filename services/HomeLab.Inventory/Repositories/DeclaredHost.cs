using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories;

/// <summary>A host name that a declared object asks to be served under.</summary>
/// <param name="Host">As a proxy compares it, lower case; may begin with <c>*.</c></param>
/// <param name="Object">Address of the declared object.</param>
/// <param name="Rule">Where it is said: <c>traefik.http.routers.photos.rule</c>, <c>HTTPRoute.spec.hostnames</c>, <c>values.ingress.hosts</c>, …</param>
sealed record DeclaredHost(string Host, string Object, string Rule, Place At);
