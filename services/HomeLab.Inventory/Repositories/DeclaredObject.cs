using HomeLab.Inventory.Repositories.Nodes;

namespace HomeLab.Inventory.Repositories;

/// <summary>A thing that the repository says should exist.</summary>
/// <param name="Address">
/// <c>repository/home/komodo/stack/immich</c>, <c>repository/home/komodo/stack/immich/service/server</c>,
/// <c>repository/home/kubernetes/k8s/apps/glance:apps/Deployment/glance/glance</c>: for Kubernetes the rendered path stands before the colon.
/// </param>
/// <param name="Kind"><c>komodo/stack</c>, <c>compose/service</c>, <c>kubernetes/apps/Deployment</c>, <c>traefik/router</c>, <c>helm/release</c>.</param>
/// <param name="Namespace">Of a Kubernetes object; empty: it has none, or nobody says which.</param>
/// <param name="SpecJson">Without what may be a secret; where a value is not known, as it is written.</param>
/// <param name="Commit">The revision of the reading.</param>
/// <param name="Owner">Address of what deploys it: a stack, an Argo CD <c>Application</c>, a Flux <c>Kustomization</c>. Empty: nothing in the repository.</param>
/// <param name="Digest">Of everything that it says, secrets too: to be compared in memory, and never kept or shown. Empty: it is too large.</param>
/// <param name="HidesValues">It says more than <paramref name="SpecJson"/> does.</param>
sealed record DeclaredObject(
    string Address, string Kind, string Namespace, string Name, string SpecJson, Place At, string Commit, string Owner, Reach Reach,
    string Digest, bool HidesValues);
