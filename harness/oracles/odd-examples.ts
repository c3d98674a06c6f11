/** Lines of ladders that PAP's own words cannot say: requests whose documents or packaging are wrong. */

/** An address of the ladders' usual handset. */
export const ADDRESS = '<address address-value="WAPPUSH=+15550100001/TYPE=PLMN@ppg.pushproof"/>';

/** The DOCTYPE of PAP 2.0. */
export const DOCTYPE = '<!DOCTYPE pap PUBLIC "-//WAPFORUM//DTD PAP 2.0//EN" "http://www.wapforum.org/DTD/pap_2.0.dtd">';

/** A control entity of PAP 2.0 with this in it. */
export function control(operation: string): string {
  return `${DOCTYPE}<pap>${operation}</pap>`;
}

/** A push-message with these further attributes and this in it. */
export function pushMessage(attributes: string, children: string = ADDRESS): string {
  return `<push-message ${attributes}>${children}</push-message>`;
}

/** A push posted with this control entity, and content as a ladder's expression. */
export function posted(controlEntity: string, content = 'text "content of 1"', contentHeaders = ''): string {
  const head = `--b\r\nContent-Type: application/xml\r\n\r\n${controlEntity}\r\n--b\r\nContent-Type: application/octet-stream\r\n${contentHeaders}\r\n`;
  return `pi > ppg http method=POST header="Content-Type: multipart/related; boundary=\\"b\\"" body=text ${JSON.stringify(head)} + ${content} + text "\\r\\n--b--\\r\\n"`;
}

/** A bare document posted as application/xml. */
export function postedBare(document: string): string {
  return `pi > ppg http method=POST header="Content-Type: application/xml" body=text ${JSON.stringify(document)}`;
}

/** The same content submitted to the usual handset. */
export const SUBMITTED =
  'ppg > smsc submit_sm sequence_number=9 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 19 + text "application/octet-stream" + hex 00 + text "content of 1"';

/** A later push that is as it should be, answered and submitted: what comes after it need not be waited for. */
export const MARKER = `pi   > ppg  push-message  push-id=m address=+15550100001 content=hex 77
     ppg  > pi   push-response push-id=m code=1001
     ppg  > smsc submit_sm     sequence_number=8 esm_class=0x02 destination_addr=15550100001 message_payload=hex 01 06 03 be af 84 + hex 77`;
