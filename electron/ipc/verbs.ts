import type { Verb } from '../../shared/ipc/contract';

/**
 * Every verb of the contract, and nothing else: what the preload lets through. A list of its own, because the contract
 * brings its schemas with it and the preload has no use for them; a verb too many or too few does not compile.
 */
export const verbs: Readonly<Record<Verb, true>> = Object.freeze({
  'app.info': true,
  'app.saveSettings': true,
  'app.saveNetwork': true,
  'app.openLink': true,
  'app.openConsent': true,
  'app.openDataFolder': true,
  'app.copyText': true,
  'app.quit': true,
  'profiles.list': true,
  'job.list': true,
  'job.state': true,
  'job.connection': true,
  'job.create': true,
  'job.createSample': true,
  'job.remove': true,
  'job.setTarget': true,
  'job.setSource': true,
  'job.setScope': true,
  'job.setNotify': true,
  'job.setSchedule': true,
  'job.setSafety': true,
  'job.setRetention': true,
  'job.setSetupStep': true,
  'job.pause': true,
  'job.resume': true,
  'job.sendTestMail': true,
  'secret.set': true,
  'secret.clear': true,
  'secret.chooseCertificate': true,
  'secret.keepCertificate': true,
  'target.test': true,
  'source.test': true,
  'source.searchGroups': true,
  'source.searchApplications': true,
  'source.scopeNames': true,
  'mapping.get': true,
  'mapping.defaults': true,
  'mapping.check': true,
  'mapping.tryOn': true,
  'mapping.save': true,
  'people.search': true,
  'people.attention': true,
  'plan.make': true,
  'plan.rows': true,
  'plan.cancel': true,
  'cycle.start': true,
  'cycle.stop': true,
  'cycle.list': true,
  'deletions.list': true,
  'deletions.decide': true,
  'log.page': true,
  'log.row': true,
  'log.latestChanges': true,
  'log.export': true,
});

/** The channels between preload and main process. */
export const callChannel = 'inseam:call';
export const listenChannel = 'inseam:listen';
export const eventChannel = 'inseam:event';
