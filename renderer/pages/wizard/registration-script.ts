/**
 * Scripts that make the app registration with what Inseam reads and nothing more. The ids are those of Microsoft Graph
 * and of its application permissions, the same in every tenant (Microsoft Graph permissions reference).
 */
const graphAppId = '00000003-0000-0000-c000-000000000000';
const permissions = [
  { name: 'User.Read.All', id: 'df021288-bdef-4463-88db-98f22de89214' },
  { name: 'GroupMember.Read.All', id: '98830695-27a2-44f7-8c18-0c3ebc9698f6' },
  { name: 'Application.Read.All', id: '9a5d68dd-52b0-4cc2-bd40-abcf44ac3a30' },
] as const;

export type ScriptKind = 'cli' | 'powershell';

export const registrationScripts: Readonly<Record<ScriptKind, string>> = {
  cli: `az login --allow-no-subscriptions
APP_ID=$(az ad app create --display-name Inseam --sign-in-audience AzureADMyOrg --query appId --output tsv)
az ad sp create --id "$APP_ID" --output none
az ad app permission add --id "$APP_ID" --api ${graphAppId} --api-permissions \\
${permissions.map(({ id }) => `  ${id}=Role`).join(' \\\n')}
az ad app permission admin-consent --id "$APP_ID"
echo "Tenant id:      $(az account show --query tenantId --output tsv)"
echo "Application id: $APP_ID"
echo "Client secret:  $(az ad app credential reset --id "$APP_ID" --append --display-name Inseam --years 1 --query password --output tsv)"
`,
  powershell: `Connect-MgGraph -Scopes Application.ReadWrite.All, AppRoleAssignment.ReadWrite.All
$graph = Get-MgServicePrincipal -Filter "appId eq '${graphAppId}'"
$roles = $graph.AppRoles | Where-Object Value -in ${permissions.map(({ name }) => `'${name}'`).join(', ')}
$access = @{ ResourceAppId = $graph.AppId
  ResourceAccess = @($roles | ForEach-Object { @{ Id = $_.Id; Type = 'Role' } }) }
$app = New-MgApplication -DisplayName Inseam -SignInAudience AzureADMyOrg -RequiredResourceAccess $access
$principal = New-MgServicePrincipal -AppId $app.AppId
foreach ($role in $roles) {
  New-MgServicePrincipalAppRoleAssignment -ServicePrincipalId $principal.Id -PrincipalId $principal.Id \`
    -ResourceId $graph.Id -AppRoleId $role.Id | Out-Null
}
$secret = Add-MgApplicationPassword -ApplicationId $app.Id -PasswordCredential @{ DisplayName = 'Inseam' }
"Tenant id:      $((Get-MgContext).TenantId)"
"Application id: $($app.AppId)"
"Client secret:  $($secret.SecretText)"
`,
};
